package dev.afterglow.registry.organisation;

import java.time.Instant;

/**
 * An organisation.
 *
 * @param organisationId which
 * @param displayName its name, for people, 1 to 128 characters
 * @param createTime when it was recorded
 */
public record Organisation(String organisationId, String displayName, Instant createTime) {}
