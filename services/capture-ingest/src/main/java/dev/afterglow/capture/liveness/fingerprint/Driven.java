package dev.afterglow.capture.liveness.fingerprint;

import java.util.Optional;

/**
 * Whose drive it is.
 *
 * @param driverSubjectId the pseudonymous id of the verified person
 * @param avatarId the avatar, if one was bound
 */
public record Driven(String driverSubjectId, Optional<String> avatarId) {}
