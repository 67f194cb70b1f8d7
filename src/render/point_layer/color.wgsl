// Colours on their way to the target. Like egui's, they are in gamma space and premultiplied.

// Whether the target turns linear light into sRGB by itself.
override srgb_target: bool = false;

// As in egui's own shader.
fn linear_from_gamma(srgb: vec3<f32>) -> vec3<f32> {
    let cutoff = srgb < vec3<f32>(0.04045);
    let lower = srgb / vec3<f32>(12.92);
    let higher = pow((srgb + vec3<f32>(0.055)) / vec3<f32>(1.055), vec3<f32>(2.4));
    return select(higher, lower, cutoff);
}

fn for_target(color: vec4<f32>) -> vec4<f32> {
    if srgb_target {
        return vec4<f32>(linear_from_gamma(color.rgb), color.a);
    }
    return color;
}
