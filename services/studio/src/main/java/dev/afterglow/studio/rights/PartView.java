package dev.afterglow.studio.rights;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A version of a part of a figure.
 *
 * @param kind the registry's word, for example {@code FACE_MODEL}
 * @param version counts up from 1 within a figure and kind
 * @param state where its review is: SUBMITTED, APPROVED, REJECTED or WITHDRAWN
 * @param sizeBytes as kept
 */
public record PartView(
    UUID partId,
    String kind,
    int version,
    String state,
    UUID authorSubjectId,
    Optional<UUID> reviewerSubjectId,
    long sizeBytes,
    Instant createTime,
    Optional<Instant> reviewTime) {}
