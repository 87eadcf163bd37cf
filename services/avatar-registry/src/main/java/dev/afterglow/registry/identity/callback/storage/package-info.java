/** What providers call back about, and what is then asked. */
@NullMarked
package dev.afterglow.registry.identity.callback.storage;

import org.jspecify.annotations.NullMarked;
