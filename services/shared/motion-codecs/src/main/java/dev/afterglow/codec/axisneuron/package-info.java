/**
 * Axis Neuron, Noitom's program for Perception Neuron suits, and its binary BVH stream.
 *
 * <p>Facts: the header of the maker's data reader and public listeners.
 */
@NullMarked
package dev.afterglow.codec.axisneuron;

import org.jspecify.annotations.NullMarked;
