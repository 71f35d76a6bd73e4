package dev.waymark.lti.registration;

/** Our number for one (issuer, client_id) of a tenant. */
public record RegistrationId(long value) {}
