/** Measurements of whole runs on the machine at hand. */
@NullMarked
package dev.afterglow.standalone.bench;

import org.jspecify.annotations.NullMarked;
