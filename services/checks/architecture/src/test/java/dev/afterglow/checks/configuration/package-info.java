/** Keeps docs/configuration.md equal to the settings that the code declares. */
@NullMarked
package dev.afterglow.checks.configuration;

import org.jspecify.annotations.NullMarked;
