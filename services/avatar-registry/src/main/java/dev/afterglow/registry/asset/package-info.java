/** Where judged files lie: the port to storage, and the folder that is its default. */
@NullMarked
package dev.afterglow.registry.asset;

import org.jspecify.annotations.NullMarked;
