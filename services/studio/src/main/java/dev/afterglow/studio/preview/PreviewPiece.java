package dev.afterglow.studio.preview;

/**
 * A piece of fragmented MP4.
 *
 * @param mp4 the bytes; never changed after this
 * @param initialisation whether it is the initialisation segment
 * @param keyFrame whether it begins with a key frame
 */
record PreviewPiece(byte[] mp4, boolean initialisation, boolean keyFrame) {}
