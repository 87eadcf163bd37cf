/**
 * How surfaces are drawn: meshes, materials and pictures on the device, a rigged figure's and those
 * of models that stand still alike.
 */
@NullMarked
package dev.afterglow.render.surface;

import org.jspecify.annotations.NullMarked;
