/** The house voice: its compressed file, its loudness and the moments of its sounds. */
@org.jspecify.annotations.NullMarked
package dev.afterglow.house.voice;
