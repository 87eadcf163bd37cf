/** The way up to capture-ingest: pairing, and one stream that survives a lost network. */
@NullMarked
package dev.afterglow.agent.upstream;

import org.jspecify.annotations.NullMarked;
