/** The capture devices of presenters: pairing one, seeing them, revoking one. */
@NullMarked
package dev.afterglow.studio.device;

import org.jspecify.annotations.NullMarked;
