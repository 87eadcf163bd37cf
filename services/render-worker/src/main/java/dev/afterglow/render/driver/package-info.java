/** Whether a live human drives, as capture-ingest says. */
@NullMarked
package dev.afterglow.render.driver;

import org.jspecify.annotations.NullMarked;
