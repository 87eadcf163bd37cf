/** What all storage of the registry shares. */
@NullMarked
package dev.afterglow.registry.storage;

import org.jspecify.annotations.NullMarked;
