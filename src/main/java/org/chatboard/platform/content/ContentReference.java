package org.chatboard.platform.content;

/**
 * A column with a foreign key to {@code content}. Each has a bean, so that the clean-up knows what is used before it deletes anything; the
 * foreign key itself would only make the deletion fail.
 */
public interface ContentReference {
    /** {@return the name of the table} */
    String table();

    /** {@return the name of the column} */
    String column();
}
