package dev.afterglow.house;

import dev.afterglow.house.mesh.Surface;
import dev.afterglow.house.paint.Canvas;

/**
 * One look's clothes.
 *
 * @param name of the look: small letters
 * @param surface what is drawn
 * @param picture what it wears
 */
public record Dress(String name, Surface surface, Canvas picture) {}
