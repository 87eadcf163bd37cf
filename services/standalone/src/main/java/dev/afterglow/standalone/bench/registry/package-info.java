/** What avatar-registry gives on this machine: decisions, renewals, going live, the log. */
@NullMarked
package dev.afterglow.standalone.bench.registry;

import org.jspecify.annotations.NullMarked;
