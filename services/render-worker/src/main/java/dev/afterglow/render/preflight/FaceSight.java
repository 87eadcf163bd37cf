package dev.afterglow.render.preflight;

/**
 * What a judgement needs of one picture.
 *
 * @param wall the same picture without the figure
 */
public record FaceSight(Pixels picture, Pixels wall, FaceBoxes boxes) {}
