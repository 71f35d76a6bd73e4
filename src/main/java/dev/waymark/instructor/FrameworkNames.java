package dev.waymark.instructor;

import dev.waymark.competency.CourseSetups;
import dev.waymark.shared.TenantId;
import dev.waymark.web.Words;
import jakarta.inject.Singleton;

/** What people are told a version of a framework is called: its name and the version, and no digest. */
@Singleton
final class FrameworkNames {

    private final CourseSetups setups;

    FrameworkNames(CourseSetups setups) {
        this.setups = setups;
    }

    /**
     * Such as "AI upskilling, version 1".
     *
     * @param version such as {@code ai-upskilling/1} or {@code ai-upskilling/1+0a1b2c3d4e5f}; itself the answer where the
     *     framework has no name
     */
    String of(TenantId tenant, Words words, String version) {
        return setups.content(tenant, setups.plain(tenant, version))
                .words()
                .framework(words.locale())
                .map(name -> words.text("setup.framework-name", name, number(version)))
                .orElse(version);
    }

    /** What stands between the slash and the digest of the installation's own items. */
    private static String number(String version) {
        String after = version.substring(version.indexOf('/') + 1);
        int digest = after.indexOf('+');
        return digest < 0 ? after : after.substring(0, digest);
    }
}
