/** Avatar files: how they come in, where they lie, and the seal over their digest. */
@NullMarked
package dev.afterglow.registry.avatar;

import org.jspecify.annotations.NullMarked;
