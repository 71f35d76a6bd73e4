package dev.waymark.competency;

import dev.waymark.competency.Configurations.Published;
import dev.waymark.shared.SettingRefused;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code catalogue/*.json} of the folder that {@code WAYMARK_LTI_CONFIG} names: learning items of an installation's
 * own, in the shape of the catalogue that comes with Waymark. All files or none: the first one that cannot be used stops
 * the start with its name, the field and the reason.
 */
final class CatalogueFiles {

    private static final String WHAT = "catalogue";

    private final JsonText schema = new JsonText(Documents.schemaOf(Part.OWN_ITEMS));
    private final Published bundled;

    /** @param bundled whose competencies the items may teach, and whose items' ids they may not take */
    CatalogueFiles(Published bundled) {
        this.bundled = bundled;
    }

    /**
     * The items of all files as one document. It is the same, to the letter, however the items are spread over files and
     * however the files are laid out.
     *
     * @param folder need not exist
     * @return empty if there are no items
     * @throws SettingRefused if a file cannot be used
     */
    Optional<String> read(Path folder) {
        Map<String, String> owners = new HashMap<>();
        bundled.items().forEach(item -> owners.put(item.id().value(), "the catalogue that comes with Waymark"));
        List<ContentFiles.Item> all = new ArrayList<>();
        var files = new JsonFolder(folder, WHAT);
        for (Path file : files.files()) {
            List<ContentFiles.Item> items = JsonText.read(files.text(file, schema), ContentFiles.Catalogue.class)
                    .items();
            for (int i = 0; i < items.size(); i++) {
                check(file, "/items/" + i, items.get(i), owners);
                all.add(items.get(i));
            }
        }
        all.sort(Comparator.comparing(ContentFiles.Item::id));
        return all.isEmpty() ? Optional.empty() : Optional.of(JsonText.write(new ContentFiles.Catalogue(all)));
    }

    private void check(Path file, String field, ContentFiles.Item item, Map<String, String> owners) {
        String before = owners.putIfAbsent(item.id(), "file " + file.getFileName());
        if (before != null) {
            throw refused(
                    file,
                    "field %s/id: each id stands once, found %s before in %s".formatted(field, item.id(), before));
        }
        for (String taught : item.teaches().keySet()) {
            if (!bundled.framework()
                    .competencies()
                    .contains(ContentReader.competencyTier(taught).competency())) {
                throw refused(
                        file,
                        "field %s/teaches/%s: expected a competency of framework %s, found %s"
                                .formatted(field, taught, bundled.framework().version(), taught));
            }
        }
        if (!isAddress(item.address())) {
            throw refused(
                    file,
                    "field %s/address: expected an address on the web, found %s".formatted(field, item.address()));
        }
    }

    private static boolean isAddress(@Nullable String address) {
        try {
            return address == null || new URI(address).getHost() != null;
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }

    private static SettingRefused refused(Path file, String reason) {
        return JsonFolder.refused(WHAT, file, reason);
    }
}
