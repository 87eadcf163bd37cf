/** What drives the watches, and what hands their news on. */
@NullMarked
package dev.afterglow.studio.watch.wiring;

import org.jspecify.annotations.NullMarked;
