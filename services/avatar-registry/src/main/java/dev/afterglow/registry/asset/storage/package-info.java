/** Where judged files lie, as the service is set up. */
@NullMarked
package dev.afterglow.registry.asset.storage;

import org.jspecify.annotations.NullMarked;
