/** Where providers call back. */
@NullMarked
package dev.afterglow.registry.identity.callback.rest;

import org.jspecify.annotations.NullMarked;
