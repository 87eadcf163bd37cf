/** Media time, and which instant of the drive each sample and each picture shows. */
@NullMarked
package dev.afterglow.render.clock;

import org.jspecify.annotations.NullMarked;
