// One colour all over the viewport. It is told by what is drawn: the number of the instance is red, green and blue,
// each of 255, and that of the vertices begins at three times the opacity. So nothing has to be bound.

struct FlatOut {
    @builtin(position) position: vec4<f32>,
    @location(0) @interpolate(flat) color: vec4<f32>,
};

@vertex
fn vs_flat(@builtin(vertex_index) vertex: u32, @builtin(instance_index) rgb: u32) -> FlatOut {
    let corner = vertex % 3u;
    let channels = vec4<u32>(rgb >> 16u, (rgb >> 8u) & 255u, rgb & 255u, vertex / 3u);
    var out: FlatOut;
    let x = select(-1.0, 3.0, corner == 1u);
    let y = select(-1.0, 3.0, corner == 2u);
    out.position = vec4<f32>(x, y, 0.0, 1.0);
    out.color = for_target(vec4<f32>(channels) / 255.0);
    return out;
}

@fragment
fn fs_flat(in: FlatOut) -> @location(0) vec4<f32> {
    return in.color;
}
