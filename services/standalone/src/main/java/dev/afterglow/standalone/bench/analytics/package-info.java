/** What commerce-analytics gives on this machine: facts, comments, freshness and memory. */
@NullMarked
package dev.afterglow.standalone.bench.analytics;

import org.jspecify.annotations.NullMarked;
