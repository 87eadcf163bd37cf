/** The log as static files over HTTP. */
@NullMarked
package dev.afterglow.registry.transparency.rest;

import org.jspecify.annotations.NullMarked;
