package dev.afterglow.registry.identity.review;

import dev.afterglow.registry.identity.DocumentType;
import java.time.Instant;

/**
 * What is to be reviewed: no name, no number.
 *
 * @param reviewId its UUID, which is the attempt's transaction
 * @param subjectId whom it is about; empty until the person is known, and nobody decides before
 * @param filerSubjectId who filed it; empty = the person themselves
 * @param documentType the document's kind
 * @param fileTime when it was filed
 * @param expireTime when it runs out
 */
public record ReviewCase(
    String reviewId,
    String subjectId,
    String filerSubjectId,
    DocumentType documentType,
    Instant fileTime,
    Instant expireTime) {}
