/**
 * The five services as five processes: their settings, their start, their health, their restarts.
 */
@NullMarked
package dev.afterglow.standalone.fleet;

import org.jspecify.annotations.NullMarked;
