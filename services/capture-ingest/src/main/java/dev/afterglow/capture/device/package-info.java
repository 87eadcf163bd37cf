/** Devices that sign what they send: their keys, the chain of their batches, and what is kept. */
@NullMarked
package dev.afterglow.capture.device;

import org.jspecify.annotations.NullMarked;
