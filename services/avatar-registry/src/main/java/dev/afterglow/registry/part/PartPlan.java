package dev.afterglow.registry.part;

/**
 * What an upload announces.
 *
 * @param avatarId of which avatar
 * @param kind what it is
 * @param authorSubjectId who made it
 * @param source where it comes from, 1 to 256 characters
 * @param sizeBytes how many bytes follow
 * @param sha256Hex their SHA-256, 64 lower-case hex digits
 */
public record PartPlan(
    String avatarId,
    PartKind kind,
    String authorSubjectId,
    String source,
    long sizeBytes,
    String sha256Hex) {}
