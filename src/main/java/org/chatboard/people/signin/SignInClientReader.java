package org.chatboard.people.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.chatboard.people.session.Device;
import org.chatboard.people.session.SignInOrigin;
import org.chatboard.platform.web.ClientAddress;

/** Reads the client of a sign-in attempt from its request. */
@ApplicationScoped
public class SignInClientReader {
    @Inject
    ClientAddress addresses;

    @Inject
    DeviceCookie devices;

    /** {@return the client of a request} */
    public SignInClient of(HttpServletRequest request) {
        Device device = Device.of(request.getHeader("User-Agent"));
        return new SignInClient(new SignInOrigin(device, addresses.of(request)), devices.read(request));
    }
}
