/** Devices over REST. */
@NullMarked
package dev.afterglow.studio.device.api;

import org.jspecify.annotations.NullMarked;
