package org.chatboard.people.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.chatboard.testing.RestRoutes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdministratorFilterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/admin", "/ADMIN", "/admin.xhtml", "/Admin.xhtml", "/api/admin", "/api/admin/", "/api/admin/a/1"
            })
    void keepsThePagesAndRoutesOfAdministrators(String path) {
        assertThat(AdministratorFilter.isAdministration(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/administrators", "/chat/admin", "/api/administrators", "/api/me", "/api/rooms/admin"})
    void leavesOtherPathsAlone(String path) {
        assertThat(AdministratorFilter.isAdministration(path)).isFalse();
    }

    @Test
    void keepsEveryRouteOfTheAdminPackage() {
        assertThat(RestRoutes.all()).allSatisfy((route, method) -> {
            boolean ofAdministrators = method.getOwner().getPackageName().equals("org.chatboard.operation.admin");
            String path = route.substring(route.indexOf(' ') + 1);
            assertThat(AdministratorFilter.isAdministration(path) || !ofAdministrators)
                    .as(route)
                    .isTrue();
        });
    }
}
