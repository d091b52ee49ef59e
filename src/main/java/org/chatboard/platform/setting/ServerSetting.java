package org.chatboard.platform.setting;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One choice of the administrators. */
@Entity
@Table(name = "server_setting") // constraints: db/migration
class ServerSetting {
    @Id
    @Column(length = 32)
    private String name;

    @Column(name = "value", nullable = false)
    private String value;

    /** For JPA. */
    protected ServerSetting() {}

    ServerSetting(String name, String value) {
        this.name = name;
        this.value = value;
    }

    String value() {
        return value;
    }
}
