/**
 * VMC: OSC messages about a VRM avatar's blend shapes and bones.
 *
 * <p>Facts: the VMC protocol specification, performer to marionette (V2.0 to V2.7), and OSC 1.0.
 */
@NullMarked
package dev.afterglow.codec.vmc;

import org.jspecify.annotations.NullMarked;
