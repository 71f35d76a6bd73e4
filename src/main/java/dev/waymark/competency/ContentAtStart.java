package dev.waymark.competency;

import dev.waymark.competency.AlignmentDecisions.Decision;
import dev.waymark.competency.AlignmentDecisions.Source;
import dev.waymark.competency.Configurations.AlignmentPublished;
import dev.waymark.engine.model.ActivityId;
import dev.waymark.shared.TenantId;
import dev.waymark.shared.Tenants;
import dev.waymark.shared.ToolSettings;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Before the first request: publishes the content that comes with Waymark, for the first tenant with the learning items
 * of the installation's own, and hears what the alignment files say.
 *
 * <p>A file is heard only about activities on which it says something else than the files said last, so a person's later
 * word outlives a restart. Two nodes that start at once may both write the same decision; the second changes nothing.
 */
@Singleton
final class ContentAtStart implements ApplicationEventListener<StartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ContentAtStart.class);

    private final Tenants tenants;
    private final PublishedContent content;
    private final AlignmentDecisions decisions;
    private final ToolSettings settings;
    private final ApplicationEventPublisher<AlignmentPublished> news;

    ContentAtStart(
            Tenants tenants,
            PublishedContent content,
            AlignmentDecisions decisions,
            ToolSettings settings,
            ApplicationEventPublisher<AlignmentPublished> news) {
        this.tenants = tenants;
        this.content = content;
        this.decisions = decisions;
        this.settings = settings;
        this.news = news;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        Documents bundled = Documents.bundled();
        Documents withOwnItems = withOwnItems(bundled, Path.of(settings.ltiConfig(), "catalogue"));
        tenants.all()
                .forEach(tenant -> content.publish(tenant, tenant.equals(TenantId.FIRST) ? withOwnItems : bundled));
        hear(TenantId.FIRST, Path.of(settings.ltiConfig(), "alignments"));
    }

    /**
     * The bundled documents with the learning items that the files of a folder add.
     *
     * @throws dev.waymark.shared.SettingRefused if a file cannot be used
     */
    Documents withOwnItems(Documents bundled, Path folder) {
        return bundled.withOwnItems(new CatalogueFiles(content.read(bundled).published()).read(folder));
    }

    /**
     * Takes over what the files of a folder say, where that is new.
     *
     * @throws dev.waymark.shared.SettingRefused if a file cannot be used; then nothing was taken over
     */
    void hear(TenantId tenant, Path folder) {
        var framework = content.inForce(tenant).published().framework();
        List<Decision> all = new AlignmentFiles(framework).read(folder);
        var saidLast = decisions.last(tenant, Source.FILE);
        List<Decision> changed = all.stream()
                .filter(each -> !each.alignment().equals(saidLast.get(each.activity())))
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        decisions.append(tenant, changed);
        List<ActivityId> activities = changed.stream().map(Decision::activity).toList();
        LOG.info("Alignment files in {} settled {} activities", folder, activities.size());
        news.publishEvent(new AlignmentPublished(tenant, activities));
    }
}
