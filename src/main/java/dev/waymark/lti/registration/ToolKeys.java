package dev.waymark.lti.registration;

import com.nimbusds.jose.jwk.RSAKey;
import dev.waymark.shared.TenantId;

/** Our key pairs, one for each registration, so that no two platforms can tell that we are the same tool by its key. */
public interface ToolKeys {

    /** The private key with which we sign for this platform; made when first asked for. */
    RSAKey signingKey(TenantId tenant, RegistrationId registration);

    /** The public halves of all keys, as a JWK Set. */
    String publicKeySet();
}
