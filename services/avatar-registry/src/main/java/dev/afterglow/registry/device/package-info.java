/** Capture devices: the codes that pair them, and which key signs for which person. */
@NullMarked
package dev.afterglow.registry.device;

import org.jspecify.annotations.NullMarked;
