/** Devices and open pairing codes in Postgres. */
@NullMarked
package dev.afterglow.registry.device.storage;

import org.jspecify.annotations.NullMarked;
