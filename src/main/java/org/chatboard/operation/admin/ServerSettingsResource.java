package org.chatboard.operation.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.chatboard.people.account.CurrentAccount;
import org.chatboard.people.audit.AuditActor;
import org.chatboard.people.signup.SignUpMode;
import org.chatboard.people.signup.SignUpPolicy;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.JsonBody;
import org.chatboard.platform.web.ClientAddress;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST resource of what administrators choose for the whole server: {@code /api/admin/settings}. */
@Path("admin/settings")
@RequestScoped
public class ServerSettingsResource {
    @Inject
    SignUpPolicy policy;

    @Inject
    CurrentAccount current;

    @Inject
    ClientAddress addresses;

    @Context
    HttpServletRequest request;

    /**
     * The settings of the server.
     *
     * @param signUp who may sign up
     */
    @JsonbPropertyOrder("signUp")
    public record ServerSettingsView(SignUpMode signUp) {}

    /** {@return the settings that count now} */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The settings of the server, for administrators: {signUp}")
    public ServerSettingsView read() {
        return new ServerSettingsView(policy.mode());
    }

    /** Replaces the settings. {@return the new ones} */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replace the settings of the server, for administrators: {signUp}")
    @APIResponse(responseCode = "200", description = "The new settings")
    @APIResponse(responseCode = "400", description = "errors has a sentence for each rejected field")
    public ServerSettingsView replace(JsonBody body) {
        String signUp = body.text("signUp");
        body.check();
        SignUpMode mode = SignUpPolicy.parse(signUp).orElseThrow(ServerSettingsResource::unknownMode);
        policy.choose(mode, new AuditActor(current.require().username(), addresses.of(request)));
        return read();
    }

    private static InvalidInputException unknownMode() {
        String modes = Arrays.stream(SignUpMode.values()).map(Enum::name).collect(Collectors.joining(", "));
        return new InvalidInputException("signUp", Translations.text("admin.signUp.unknown", modes));
    }
}
