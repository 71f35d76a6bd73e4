package dev.waymark.admin;

/**
 * An entry of the administrator's navigation. Make one with
 * {@code @Singleton final class … implements AdminPage} beside the controller of the page.
 */
public interface AdminPage {

    /** Where the page is, such as {@code /admin/sources}; what lies below it belongs to it. */
    String path();

    /** Key of the entry's one or two words in {@code messages/admin_*.properties}. */
    String nameKey();

    /** Place in the row, lowest first. */
    int order();
}
