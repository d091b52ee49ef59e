-- What people are found by: one row for each word of a display name or a username, see SearchWords. The rows, and the keys that people
-- are ordered by, are made by R__Search_words, anew after every change of the rules that names are folded by.

CREATE TABLE account_word (
    account_id BIGINT NOT NULL,
    word       VARCHAR(64) ${bytewise} NOT NULL,
    CONSTRAINT account_word_pk PRIMARY KEY (account_id, word),
    CONSTRAINT account_word_account_fk FOREIGN KEY (account_id) REFERENCES account (id)
);
CREATE INDEX account_word_ix ON account_word (word, account_id);
