/** What capture-ingest is measured against. */
@NullMarked
package dev.afterglow.capture.bench;

import org.jspecify.annotations.NullMarked;
