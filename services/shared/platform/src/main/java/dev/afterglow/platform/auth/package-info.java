/** How services know each other: one bearer token, read from a file, failing closed. */
@NullMarked
package dev.afterglow.platform.auth;

import org.jspecify.annotations.NullMarked;
