/**
 * Plays a tape into capture-ingest as a device would: paced by the tape's clock, over the public
 * {@code OpenDrive} stream, with everything that a lost connection asks for.
 */
@NullMarked
package dev.afterglow.tape.player;

import org.jspecify.annotations.NullMarked;
