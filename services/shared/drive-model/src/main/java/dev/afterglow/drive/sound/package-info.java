/** Sound on its way to the one rate that the inside knows: 48,000 samples a second, mono. */
@NullMarked
package dev.afterglow.drive.sound;

import org.jspecify.annotations.NullMarked;
