package dev.afterglow.capture.merge;

/**
 * Whom to ask first, for each part of a drive: numbers of sources.
 *
 * @param face for shapes
 * @param head for the head's pose
 * @param body for bones
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Orders(int[] face, int[] head, int[] body) {}
