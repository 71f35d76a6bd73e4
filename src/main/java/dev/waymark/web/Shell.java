package dev.waymark.web;

import com.ibm.icu.lang.UCharacter;
import java.util.List;
import java.util.Optional;

/**
 * What every page has around its content.
 *
 * @param title of the browser's tab, without the product's name
 * @param tabs the ways through this face; none on a page that stands alone
 * @param newWindow the same page in a window of its own
 * @param platform the origin that frames us, told how tall we are
 * @param platformReadsText true if the platform's listener wants its messages as JSON text (Moodle)
 * @param light true inside a frame: we stay light like the page around us until the person chooses otherwise
 * @param practice true if everything here is invented
 * @param look how the reader wants to see pages
 */
public record Shell(
        Words words,
        Assets assets,
        String title,
        List<Tab> tabs,
        Optional<String> newWindow,
        Optional<String> platform,
        boolean platformReadsText,
        boolean light,
        boolean practice,
        Look look) {

    public Shell {
        tabs = List.copyOf(tabs);
    }

    /** A way to another page of the same face. */
    public record Tab(String text, String href, boolean here) {}

    public Shell with(List<Tab> ways) {
        return new Shell(words, assets, title, ways, newWindow, platform, platformReadsText, light, practice, look);
    }

    /** The same shell inside a platform's frame. */
    public Shell in(String platformOrigin, boolean readsText, String ownWindow) {
        return new Shell(
                words,
                assets,
                title,
                tabs,
                Optional.of(ownWindow),
                Optional.of(platformOrigin),
                readsText,
                light,
                practice,
                look);
    }

    /** A shell that only offers a window of its own. */
    public Shell offering(Optional<String> ownWindow) {
        return new Shell(words, assets, title, tabs, ownWindow, platform, platformReadsText, light, practice, look);
    }

    /** The value of {@code data-theme}: the reader's choice; in a frame else light; in a window else as the device. */
    public Optional<String> theme() {
        return look.theme().or(() -> light ? Optional.of("light") : Optional.empty());
    }

    private static final List<Tongue> OWN_NAMES = Messages.LANGUAGES.stream()
            .map(each -> new Tongue(
                    each.getLanguage(), UCharacter.toTitleCase(each, each.getDisplayLanguage(each), null, 0), false))
            .toList();

    /** A language to choose: its code, its own name for itself. */
    public record Tongue(String code, String name, boolean chosen) {}

    public List<Tongue> tongues() {
        return OWN_NAMES.stream()
                .map(each -> new Tongue(
                        each.code(),
                        each.name(),
                        look.language().filter(each.code()::equals).isPresent()))
                .toList();
    }

    public String text(String key, Object... values) {
        return words.text(key, values);
    }
}
